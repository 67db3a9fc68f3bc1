import { redirect } from '@sveltejs/kit';
import { preferredLocale } from '#lib/locale.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ request }) => {
  redirect(307, `/${preferredLocale(request.headers.get('accept-language'))}`);
};
