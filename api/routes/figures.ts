import { z } from 'zod';
import { organization } from '../../domain/organization/index.js';
import { Code } from '../../domain/organization/references.js';
import type { OrganizationState } from '../../domain/organization/state.js';
import type { Process } from '../../domain/process.js';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { senderOf } from '../access/authenticate.js';
import type { RouteDeps } from '../deps.js';
import { FiguresAnswer, figuresAnswer } from '../organization/figures-answer.js';
import { notFound, problemResponses } from '../problems.js';
import { UuidInput, type ApiInstance } from './api-instance.js';
import { visibleCase } from './cases.js';

const Asked = z.strictObject({
  code: Code.optional().describe('Of an organization in the tree; the own one when absent'),
  on: CalendarDate.optional().describe('Today when absent'),
});

/** Statistics that came up from below, summed level by level, each with the reports behind it. Source: rows 79, 87. */
export function figuresRoute(app: ApiInstance, deps: RouteDeps): void {
  app.get(
    `/api/${organization.name}/:id/figures`,
    {
      config: { access: 'signedIn' },
      schema: {
        tags: [organization.name],
        operationId: 'organizationFigures',
        summary: 'Figures of an organization and of everything below it, with the reports behind',
        params: z.object({ id: UuidInput }),
        querystring: Asked,
        response: { 200: FiguresAnswer, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const { file, sight } = await visibleCase(
        deps,
        organization as unknown as Process,
        request.params.id,
        senderOf(request).actor,
      );
      const { code, on = shanghaiDate((await deps.clock()) as Instant) } = request.query;
      const { events, version, position } = file;
      const state = file.state as OrganizationState;
      const answer = figuresAnswer(
        { state, events, version, position },
        { code, on, isInside: sight === 'full' },
      );
      if (!answer) throw noSuchOrganization(Object.keys(state.nodes ?? {}));
      return answer;
    },
  );
}

function noSuchOrganization(codes: readonly string[]) {
  return notFound(
    'organization-unknown',
    { en: 'The tree has no such organization.', zh: '组织树中没有这个组织。' },
    codes,
  );
}
