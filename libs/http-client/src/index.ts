export * from './http-client';
export { createHttpClient, type HttpClientOptions } from './undici-client';
export type { Resolver } from './guarded-lookup';
export { createAddressGuard, type AddressGuard } from './address-guard';
