import type { Channel, ChannelKind } from './channel.js';
import { createDingTalkChannel, type DingTalkOptions } from './dingtalk.js';
import { createMailChannel, type MailOptions } from './mail.js';
import { createWebhookChannel, type WebhookOptions } from './webhook.js';

export interface ChannelOptions {
  /** Null when the office has no mail server. */
  readonly mail: MailOptions | null;
  readonly webhook?: WebhookOptions;
  readonly dingtalk?: DingTalkOptions;
}

/**
 * Every channel of this installation; make them once per process, since the throttle of the robots
 * counts only what its own channel sends.
 *
 * @throws RangeError when the URL of the mail server is not one of SMTP
 */
export function createChannels({
  mail,
  webhook = {},
  dingtalk = {},
}: ChannelOptions): ReadonlyMap<ChannelKind, Channel> {
  const channels = [
    ...(mail === null ? [] : [createMailChannel(mail)]),
    createWebhookChannel(webhook),
    createDingTalkChannel(dingtalk),
  ];
  return new Map(channels.map((channel) => [channel.kind, channel]));
}
