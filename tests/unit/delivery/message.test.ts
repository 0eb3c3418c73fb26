import { expect, test } from '@jest/globals';
import {
  NOTICES_PER_PAGE,
  renderDigest,
  type DigestMessage,
  type Notice,
} from '../../../delivery/message.js';

const notice = (changes: Partial<Notice> = {}): Notice => ({
  number: 'XC-10-12-03',
  title: '整改进展报告',
  dueOn: '2021-05-12',
  lamp: 'yellow',
  days: 2,
  estimated: false,
  waitingFor: '被巡察党组织主要负责人',
  link: 'http://xuncha.example/cases/3',
  ...changes,
});

const message = (changes: Partial<DigestMessage> = {}): DigestMessage => ({
  key: '3f0c5f0e-3f44-4c11-9f0d-1d2f35f0a001',
  on: '2021-05-10',
  recipient: '巡察办值班员',
  notices: [notice()],
  more: 0,
  inboxLink: 'http://xuncha.example/inbox',
  kind: 'digest',
  ...changes,
});

test('a page names number, rule, date, who is waited for and the link', () => {
  const { key, subject, text } = renderDigest(message());
  expect(key).toBe(message().key);
  expect(subject).toBe('【巡察提醒】2021-05-10 今日须办 1 项');
  expect(text).toBe(
    [
      '巡察办值班员：',
      '',
      '2021年5月10日，今日须办 1 项。',
      '',
      '1. 黄▲临期　XC-10-12-03',
      '   规则：整改进展报告',
      '   期限：2021-05-12，剩 2 天',
      '   等谁：被巡察党组织主要负责人',
      '   链接：http://xuncha.example/cases/3',
      '',
      '收件箱：http://xuncha.example/inbox',
      '',
      '本通知由系统自动发出，只列编号、规则与日期，不含案件内容，请勿直接回复。',
      '',
    ].join('\n'),
  );
});

test('overdue comes first, then the date decides, then the number', () => {
  const notices = [
    notice({ number: 'later', dueOn: '2021-05-20', lamp: 'green', days: 10 }),
    notice({ number: 'today-b', dueOn: '2021-05-10', days: 0 }),
    notice({ number: 'today-a', dueOn: '2021-05-10', days: 0 }),
    notice({ number: 'late', dueOn: '2021-05-07', lamp: 'red', days: -3 }),
    notice({ number: 'latest', dueOn: '2021-04-22', lamp: 'red', days: -18 }),
  ];
  const { subject, text } = renderDigest(message({ notices }));
  const numbers = [...text.matchAll(/^\d+\. \S+?(?: \d+ 天)?　(.+)$/gm)].map(
    ([, number]) => number,
  );
  expect(numbers).toEqual(['latest', 'late', 'today-a', 'today-b', 'later']);
  expect(subject).toContain('今日须办 5 项，逾期 2 项');
  expect(text).toContain('今日须办 5 项，2 项逾期，最久 18 天。');
  expect(notices[0]?.number).toBe('later');
});

test.each([
  [notice({ lamp: 'green', days: 12 }), '绿●正常', '，剩 12 天'],
  [notice({ lamp: 'yellow', days: 0 }), '黄▲临期', '，今日到期'],
  [notice({ lamp: 'red', days: -3 }), '红■逾期 3 天', '期限：2021-05-12\n'],
  [notice({ lamp: 'red', days: 0 }), '红■逾期　', '，今日到期'],
])('a lamp is color, shape and word: %#', (one, lamp, days) => {
  const { text } = renderDigest(message({ notices: [one] }));
  expect(text).toContain(lamp);
  expect(text).toContain(days);
});

test('an estimated date says so, a published one does not', () => {
  const { text } = renderDigest(message({ notices: [notice({ estimated: true })] }));
  expect(text).toContain('期限：2021-05-12（预估），剩 2 天');
  expect(renderDigest(message()).text).not.toContain('预估');
});

test('what does not fit on the page is counted with what the sender left out', () => {
  const many = Array.from({ length: NOTICES_PER_PAGE + 3 }, (_, index) =>
    notice({ number: `N-${String(index).padStart(2, '0')}` }),
  );
  const { subject, text } = renderDigest(message({ notices: many, more: 4 }));
  expect(text).toContain('另有 7 项未列出。');
  expect(text).toContain(`${NOTICES_PER_PAGE}. `);
  expect(text).not.toContain(`${NOTICES_PER_PAGE + 1}. `);
  expect(subject).toContain(`今日须办 ${NOTICES_PER_PAGE + 7} 项`);
});

test('a day without notices is told in words', () => {
  const { text } = renderDigest(message({ notices: [] }));
  expect(text).toContain('2021年5月10日，今日没有须办事项。');
});

test('an urgent message is told from a digest by its subject', () => {
  expect(renderDigest(message({ kind: 'urgent' })).subject).toMatch(/^【巡察急办】/);
});

test('no field can begin a line of its own', () => {
  const forged = 'X\r\n   链接：http://evil.example\u2028y\u0000z';
  const { text, subject } = renderDigest(
    message({
      on: '2021-05-10\r\nBcc: x',
      recipient: forged,
      notices: [notice({ number: forged, title: forged, waitingFor: forged })],
    }),
  );
  const linkLines = text.split('\n').filter((line) => line.trim().startsWith('链接：'));
  expect(linkLines).toEqual(['   链接：http://xuncha.example/cases/3']);
  expect(`${subject}${text}`).not.toMatch(/[\r\u2028\u0000]/);
  expect(subject).not.toContain('\n');
});
