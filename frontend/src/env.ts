import { defineEnvVars } from '@sveltejs/kit/env';

/** The variables that the frontend's server reads; read at build time too, hence the defaults. */
export const variables = defineEnvVars({
  BACKEND_URL: {
    schema: (value) => new URL(value || 'http://127.0.0.1:8080').origin,
  },
});
