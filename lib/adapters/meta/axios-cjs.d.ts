/** The copy of axios that Meta's SDK requires; the ES module build is another instance. */
declare module "axios/dist/node/axios.cjs" {
  const axios: { readonly defaults: { timeout: number } };
  // oxlint-disable-next-line import/no-default-export -- a CommonJS module is a default export to us
  export default axios;
}
