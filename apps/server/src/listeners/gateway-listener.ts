import { createServer, type RequestListener, type Server } from 'node:http';
import { socketOptions } from './socket-options.js';

/** The server's fourth socket: Nginx asks here whether a call at the gateway may go on, many times per second. It serves nothing else. */
export const createGatewayListener = (decide: RequestListener): Server => createServer(socketOptions, decide);
