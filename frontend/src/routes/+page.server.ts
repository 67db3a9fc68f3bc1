import { redirect } from '@sveltejs/kit';
import { preferredLocale } from '$lib/locale';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ request }) => {
  redirect(307, `/${preferredLocale(request.headers.get('accept-language'))}`);
};
