import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** What the denominators cost without us: the least Temporal can do for each kind of work. */
export interface BenchActivities {
  insertOne(): Promise<void>;
}

const { insertOne } = proxyLocalActivities<BenchActivities>({ startToCloseTimeout: '3s' });

export const bareUpdate = defineUpdate<number>('bare');
export const insertUpdate = defineUpdate<number>('insert');

export async function emptyWorkflow(): Promise<void> {
  await Promise.resolve();
}

/** Answers updates until it is terminated. */
export async function updatedWorkflow(): Promise<void> {
  let count = 0;
  setHandler(bareUpdate, () => (count += 1));
  setHandler(insertUpdate, async () => {
    await insertOne();
    return (count += 1);
  });
  await condition(() => false);
}
