import { condition } from '@temporalio/workflow';
import type { PendingEffect } from './contract.js';

/** Delivers a stream's effects in order, beside the commands: two streams may be waiting for each other. */
export interface EffectPump {
  /** Takes in what the log says is pending; what this run delivered already is passed over. */
  queue(effects: readonly PendingEffect[]): void;
  idle(): boolean;
  run(): Promise<never>;
}

/** @param deliver returns once the effect is acknowledged; it never gives up */
export function createEffectPump(deliver: (effect: PendingEffect) => Promise<void>): EffectPump {
  const pending = new Map<string, PendingEffect>();
  const delivered = new Set<string>();
  return {
    queue(effects) {
      for (const effect of effects)
        if (!delivered.has(effect.effectId)) pending.set(effect.effectId, effect);
    },
    idle: () => pending.size === 0,
    async run() {
      for (;;) {
        await condition(() => pending.size > 0);
        for (const effect of [...pending.values()]) {
          await deliver(effect);
          delivered.add(effect.effectId);
          pending.delete(effect.effectId);
        }
      }
    },
  };
}
