import type { FastifyReply, FastifyRequest } from 'fastify';
import { allProcesses, processNamed } from '../../domain/processes.js';
import { allViews } from '../../projections/index.js';
import { sendProblem } from '../failures.js';
import { notFound, type Problem } from '../problems.js';
import { personCommands } from './commands.js';

/** Answers an address that leads nowhere with what exists in its place. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply) {
  return sendProblem(unknownProblem(request.method, request.url), request, reply);
}

function unknownProblem(method: string, url: string): Problem {
  const path = url.split('?')[0] ?? '';
  const [root, first = '', , collection, command = ''] = path.split('/').slice(1);
  if (root !== 'api') return noSuchAddress();
  if (first === 'views') return unknownView();
  const process = processNamed(first);
  if (!process) return unknownProcess();
  if (method !== 'POST' || collection !== 'commands') return noSuchAddress();
  const names = personCommands(process).map(([name]) => name);
  if (names.includes(command)) return noSuchAddress();
  return notFound(
    'unknown-command',
    {
      en: `${process.name} has no such command; see exists.`,
      zh: `${process.title.zh}没有这个命令，可用的命令见 exists。`,
    },
    names,
  );
}

function unknownProcess(): Problem {
  return notFound(
    'unknown-process',
    { en: 'There is no such process; see exists.', zh: '没有这个流程，可用的流程见 exists。' },
    allProcesses.map(({ name }) => name),
  );
}

function unknownView(): Problem {
  return notFound(
    'unknown-view',
    { en: 'There is no such view; see exists.', zh: '没有这个视图，可用的视图见 exists。' },
    allViews.map(({ name }) => name),
  );
}

function noSuchAddress(): Problem {
  return notFound(
    'unknown-address',
    {
      en: 'Nothing is at this address; /docs shows what there is.',
      zh: '此地址没有内容，可用的接口见 /docs。',
    },
    ['/docs', '/openapi.json', '/api/{process}/{id}', '/api/views', '/api/session'],
  );
}
