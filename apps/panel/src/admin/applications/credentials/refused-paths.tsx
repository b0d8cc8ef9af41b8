import { problemOf } from '../../../api/problem-of';
import styles from './keys.module.css';

/**
 * Lists the entries that the server refused, by their path in the text, with the server's English messages for
 * integrators.
 */
export const RefusedPaths = ({ error }: { readonly error: unknown }) => {
  if (error === null || error === undefined) return null;
  const { errors = [] } = problemOf(error);
  if (errors.length === 0) return null;
  return (
    <ul className={styles.refused} lang="en">
      {errors.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code>: {message}
        </li>
      ))}
    </ul>
  );
};
