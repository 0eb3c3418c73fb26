import { z } from 'zod';
import { reject, type Rejection } from '../process.js';
import { Digest } from '../shared/ids.js';

const Post = z.string().min(1).max(100);

/** Posts as the place itself calls them: invited, come, or represented. Source: `domain.md` A rows 37, 67, 95. */
export const Attendance = z
  .array(
    z.object({
      post: Post,
      invited: z.boolean(),
      attended: z.boolean(),
      /** Who came in its place. */
      substitute: Post.optional(),
    }),
  )
  .max(50);
type Attendance = z.output<typeof Attendance>;

/** What those who came asked of the target; the paper says it, the event only who. */
export const Requirements = z.array(z.object({ from: Post, document: Digest })).max(20);

/** @returns undefined when every post is named once and represented only while it was invited and away */
export function attendanceRefusal(attendance: Attendance): Rejection | undefined {
  const posts = attendance.map(({ post }) => post);
  if (new Set(posts).size < posts.length)
    return reject('post-twice', 'A post is listed once among those who attended.');
  const wrong = attendance.find(
    ({ invited, attended, substitute }) => substitute !== undefined && (!invited || attended),
  );
  return wrong
    ? reject('substitute-unfit', `Only an invited post that is away is represented: ${wrong.post}.`)
    : undefined;
}

/** @returns undefined when whoever asked something of the target was there; a list that was not kept refuses nobody */
export function absentRefusal(
  requirements: z.output<typeof Requirements>,
  attendance: Attendance | undefined,
): Rejection | undefined {
  if (!attendance) return undefined;
  const present = attendance.flatMap(({ post, attended, substitute }) =>
    substitute === undefined ? (attended ? [post] : []) : [post, substitute],
  );
  const absent = requirements.find(({ from }) => !present.includes(from));
  return absent
    ? reject('requirement-from-absent', `${absent.from} was neither there nor represented.`)
    : undefined;
}
