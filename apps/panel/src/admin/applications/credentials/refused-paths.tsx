import { problemOf } from '../../../api/problem-of';
import styles from './keys.module.css';

/** Which entries the server refused, by their path in the text; its own words are for integrators, and so is a manifest. */
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
