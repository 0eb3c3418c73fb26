import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ProjectionHooks } from '../../projections/main.js';

/** What the projectors report, as metrics and log lines. */
export function projectionHooks(log: Logger, registry: Registry): ProjectionHooks {
  const registers = [registry];
  const labelNames = ['view'] as const;
  const position = new Gauge({
    name: 'xuncha_projection_position',
    help: 'Position of the log that a view has reached.',
    labelNames,
    registers,
  });
  const stopped = new Gauge({
    name: 'xuncha_projection_stopped',
    help: '1 while a view stands still at an event it cannot handle.',
    labelNames,
    registers,
  });
  const unknown = new Counter({
    name: 'xuncha_projection_unknown_events_total',
    help: 'Events of a type this version does not know, passed over.',
    labelNames,
    registers,
  });
  return {
    onBatch: ({ view, position: reached }) => {
      position.set({ view }, reached);
      stopped.set({ view }, 0);
    },
    onStopped: (stop) => {
      stopped.set({ view: stop.view }, 1);
      log.error(stop, 'a view stands still');
    },
    onUnknown: ({ view, type }) => {
      unknown.inc({ view });
      log.warn({ view, type }, 'an event of an unknown type was passed over');
    },
    onRetry: ({ view, error }) => {
      log.warn({ view, error: String(error) }, 'a view will be tried again');
    },
  };
}
