export { Argon2PasswordHasher } from './argon2-password-hasher.js';
export { PasswordPolicy } from './password-policy.js';
export { PasswordConfig } from './password.config.js';
export { PasswordModule } from './password.module.js';
export { PasswordProvider } from './password.provider.js';
