/** What a flood sends, and how much of it. */
export interface FloodPlan {
  readonly name: FloodName;
  /** For the report. */
  readonly says: string;
  /** Requests begun per second at most. */
  readonly perSecond: number;
  /** Requests under way at most. */
  readonly atOnce: number;
  /** Source addresses that the requests come from in turn. */
  readonly addresses: number;
}

export type FloodName = 'bodies' | 'authorization' | 'pushed' | 'introspection' | 'passwords' | 'evasion';

/** What the process that floods is told, as JSON. */
export interface FloodJob extends FloodPlan {
  readonly issuer: string;
  /** PEM of the authority of the servers' certificates. */
  readonly ca: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly seconds: number;
  /** The addresses are 127.0.`network`.1 and on: no flood begins with limits that another has used up. */
  readonly network: number;
}

/** What it counted: answers by status; 0 stands for a connection that was cut. */
export type FloodCounts = Readonly<Record<string, number>>;

/** Each at a rate that once overloaded a server. */
export const floodPlans: readonly FloodPlan[] = [
  {
    name: 'bodies',
    says: 'JSON of 60 kB for the management API, without a token',
    perSecond: 150,
    atOnce: 30,
    addresses: 1,
  },
  { name: 'authorization', says: 'authorization requests', perSecond: 450, atOnce: 32, addresses: 1 },
  { name: 'pushed', says: 'pushed authorization requests of 25 kB', perSecond: 160, atOnce: 32, addresses: 1 },
  { name: 'introspection', says: 'introspection with a wrong secret', perSecond: 300, atOnce: 32, addresses: 1 },
  { name: 'passwords', says: 'wrong passwords from 20 addresses', perSecond: 110, atOnce: 220, addresses: 20 },
  {
    name: 'evasion',
    says: 'wrong passwords from one address, with a percent sign in the path',
    perSecond: 60,
    atOnce: 300,
    addresses: 1,
  },
];
