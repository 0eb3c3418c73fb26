import type { Actor, Role } from '../../domain/shared/roles.js';

/**
 * Who may use a route: everybody, everyone signed in, or holders of a post with one of these roles.
 * A route without a rule does not start (`requireRule`).
 */
export type Access = 'public' | 'signedIn' | readonly Role[];

/** Who a request comes from, as its cookie or token proved. */
export interface SignedIn {
  readonly actor: Actor;
  readonly name: string;
  readonly via: 'session' | 'token';
  /** SHA-256 of what proved it, so that it can be looked up again or ended. */
  readonly credential: string;
  /** ISO instant, or null when it does not end by itself. */
  readonly expiresAt: string | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}

/** True when one of the actor's posts, whatever its scope, has one of the roles. */
export function hasRole(actor: Actor, roles: readonly Role[]): boolean {
  return actor.posts.some(({ role }) => roles.includes(role));
}
