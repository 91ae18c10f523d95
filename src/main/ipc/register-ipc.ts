import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { must } from '#shared/assert.ts';
import type { AllHandlers, Endpoint, EventStream } from '#shared/contract/contract.ts';
import { problem } from '#shared/errors.ts';
import type { EndpointHandler } from '../http/register-endpoint.ts';
import type { StreamHandler } from '../http/register-stream.ts';
import { serviceTables } from '../http/service-tables.ts';
import { answerCall, type CallResult, type ReportFailure } from './answer-call.ts';
import { isTrustedSender } from './is-trusted-sender.ts';
import { pumpStream } from './pump-stream.ts';

/**
 * One channel per operation of the contract, `slipway:<service>.<name>`. There are no free
 * channels.
 */
export function registerIpc(handlers: AllHandlers, report: ReportFailure): void {
  for (const [service, table] of Object.entries(serviceTables(handlers))) {
    for (const [name, operation] of Object.entries(table.contract)) {
      const handler = must(table.handlers[name], 'a table has a handler for every operation');
      const id = `${service}.${name}`;
      if (operation.type === 'endpoint') {
        handleEndpoint(id, operation, handler as EndpointHandler, report);
      } else {
        handleStream(id, operation, handler as StreamHandler, report);
      }
    }
  }
}

function handleEndpoint(
  id: string,
  operation: Endpoint,
  handler: EndpointHandler,
  report: ReportFailure,
): void {
  ipcMain.handle(
    `slipway:${id}`,
    (event: IpcMainInvokeEvent, input: unknown, idempotencyKey: unknown): Promise<CallResult> => {
      if (!isTrustedSender(event)) return Promise.resolve(refuseSender(id, report));
      return answerCall(operation, handler, { input, idempotencyKey }, (error) =>
        report(id, error),
      );
    },
  );
}

function refuseSender(id: string, report: ReportFailure): CallResult {
  report(id, 'refused: the sender is not the main frame of our own page');
  return {
    ok: false,
    problem: problem('forbidden', 'Only Slipway’s own page may call this.'),
  };
}

function handleStream(
  id: string,
  operation: EventStream,
  handler: StreamHandler,
  report: ReportFailure,
): void {
  ipcMain.on(`slipway:${id}`, (event: IpcMainEvent, input: unknown) => {
    const [port, ...extra] = event.ports;
    for (const unexpected of extra) unexpected.close();
    if (port === undefined) return;
    if (!isTrustedSender(event)) {
      refuseSender(id, report);
      port.close();
      return;
    }
    void pumpStream(operation, handler, { input, port }, (error) => report(id, error));
  });
}
