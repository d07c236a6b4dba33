import {
  createOperatorSession,
  deleteOperatorSession,
  findOperator,
  findOperatorSession,
  type Store,
} from "../../runtime/index.ts";
import type { SignInStore } from "./sign-in-store.ts";

/** Operators and their sessions in the database. */
export function createSignInStore(store: Store): SignInStore {
  return {
    findOperator: (email) => findOperator(store, email),
    createSession: (operatorId, expiresAt) => createOperatorSession(store, operatorId, expiresAt),
    findSession: (token, now) => findOperatorSession(store, token, now),
    deleteSession: (token) => deleteOperatorSession(store, token),
  };
}
