import { targetStream } from './case-streams.js';
import {
  LEADING_GROUP_HEAD,
  LIAISON,
  OFFICE_DIRECTOR,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import type { Placed, TargetRow } from './format.js';

type Target = Placed<TargetRow>;

/** The results made known inside the Party and to society, or on the ground of the row kept from either. */
export function publicationOf(target: Target): readonly ImportCommand[] {
  const { partyNotifiedOn, publishedOn } = target;
  return [
    ...decision(target, 'party', partyNotifiedOn),
    ...(partyNotifiedOn === undefined ? [] : [notice(target, partyNotifiedOn)]),
    ...decision(target, 'society', publishedOn),
    ...(publishedOn === undefined ? [] : publicReport(target, publishedOn)),
  ];
}

/** What was made known had no exemption; what was not, and has a ground, had one. Otherwise nobody has decided. */
function decision(
  target: Target,
  track: 'party' | 'society',
  madeKnownOn: string | undefined,
): readonly ImportCommand[] {
  const { rectificationAcceptedOn: decidedOn, exemptionGround } = target;
  if (madeKnownOn === undefined && exemptionGround === undefined) return [];
  const document = paperOf(target, `exemption-${track}`);
  const reasons = { grounds: [exemptionGround], targetReasons: paperOf(target, 'target-reasons') };
  const data = {
    ...{ track, decidedOn, document, exempted: madeKnownOn === undefined },
    ...(madeKnownOn === undefined ? reasons : {}),
  };
  const send = commandsOf(target, targetStream(target));
  return [send(LEADING_GROUP_HEAD, 'DecideExemption', data, track)];
}

function notice(target: Target, notifiedOn: string): ImportCommand {
  const send = commandsOf(target, targetStream(target));
  const document = paperOf(target, 'party-notice');
  return send(LIAISON, 'NotifyParty', { notifiedOn, document, channel: '党内通报' });
}

/** The text is dated as approved on the day on which it went out. */
function publicReport(target: Target, publishedOn: string): readonly ImportCommand[] {
  const send = commandsOf(target, targetStream(target));
  const document = paperOf(target, 'public-report');
  return [
    send(OFFICE_DIRECTOR, 'ApprovePublicReport', { approvedOn: publishedOn, document }),
    send(LIAISON, 'PublishReport', {
      ...{ publishedOn, document, source: '本单位', channel: '公开栏' },
    }),
  ];
}
