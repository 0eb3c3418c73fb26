import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the API counts; labels hold route patterns and codes, never ids or content. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly signInFailures: Counter;
  readonly liveStreams: Gauge;
}

/** @param shared the registry of the whole process; a new one with the process's own figures when absent */
export function createMetrics(shared?: Registry): Metrics {
  const registry = shared ?? new Registry();
  if (!shared) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'xuncha_http_request_seconds',
      help: 'Time until an HTTP request was answered',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    signInFailures: new Counter({
      name: 'xuncha_sign_in_failures_total',
      help: 'Sign-ins refused for a wrong name or password',
      registers,
    }),
    liveStreams: new Gauge({
      name: 'xuncha_live_streams',
      help: 'Open event streams of browsers',
      registers,
    }),
  };
}
