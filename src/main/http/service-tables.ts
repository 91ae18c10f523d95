import { services, type AllHandlers, type Contract } from '#shared/contract/contract.ts';
import type { EndpointHandler } from './register-endpoint.ts';
import type { StreamHandler } from './register-stream.ts';

/** A service's table with its handlers by operation name. */
export interface ServiceTable {
  contract: Contract;
  handlers: Readonly<Record<string, EndpointHandler | StreamHandler>>;
}

/** Several services by name, for the listeners that carry all of them. */
export type ServiceTables = Readonly<Record<string, ServiceTable>>;

/** The tables of every service. */
export function serviceTables(handlers: AllHandlers): ServiceTables {
  return Object.fromEntries(
    Object.entries(services).map(([name, { contract }]) => {
      // Checked per operation by AllHandlers; by name they are functions of flat input.
      const byName = handlers[name as keyof AllHandlers] as unknown as ServiceTable['handlers'];
      return [name, { contract, handlers: byName }];
    }),
  );
}
