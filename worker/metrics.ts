import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What the worker counts; an operator's alerts rest on these. */
export interface WorkerMetrics {
  readonly pokes: Counter<'reason'>;
  readonly refusedEffects: Counter<'code'>;
  readonly commands: Counter<'outcome'>;
  readonly dueDelay: Histogram;
  readonly messages: Counter<'channel' | 'outcome'>;
  readonly undelivered: Gauge;
  readonly lateMoments: Gauge;
}

export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  return {
    pokes: new Counter({
      name: 'xuncha_watchdog_pokes_total',
      help: 'Streams the watchdog woke because a due moment or an effect was late.',
      labelNames: ['reason'],
      registers,
    }),
    refusedEffects: new Counter({
      name: 'xuncha_effects_refused_total',
      help: 'Effects whose receiving stream refused the command.',
      labelNames: ['code'],
      registers,
    }),
    commands: new Counter({
      name: 'xuncha_commands_total',
      help: 'Commands decided by this worker, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    dueDelay: new Histogram({
      name: 'xuncha_due_delay_seconds',
      help: 'From the due moment to the decision of its command.',
      buckets: [1, 5, 15, 60, 300, 600, 3600],
      registers,
    }),
    messages: new Counter({
      name: 'xuncha_messages_total',
      help: 'Attempts to bring a message to a person, by channel and outcome.',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    undelivered: new Gauge({
      name: 'xuncha_notices_undelivered',
      help: 'Notices that have reached nobody a day after their digest was due.',
      registers,
    }),
    lateMoments: new Gauge({
      name: 'xuncha_due_moments_late',
      help: 'Cases with a due moment more than ten minutes late, at the last look.',
      registers,
    }),
  };
}
