/** The copy of axios that Meta's SDK requires; the ES module build is another instance. */
declare module "axios/dist/node/axios.cjs" {
  const axios: { readonly defaults: { signal: AbortSignal | undefined } };
  export default axios;
}
