import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../api/may';
import { useOrganizationScope } from '../../api/organization-scope';
import styles from './sign-in-methods.module.css';
import { MethodRow } from './method-row';
import type { MethodRowProps } from './method-row';
import type { Shelf } from './placement';
import type { Dragging } from './use-row-dragging';

export interface MethodShelfProps extends Pick<MethodRowProps, 'grip' | 'onMove' | 'onOpen'> {
  readonly shelf: Shelf;
  readonly methods: readonly SignInMethodRecord[];
  readonly dragging: Dragging | null;
}

/** One group: main, other or disabled. A drop target for methods. */
export const MethodShelf = ({ shelf, methods, dragging, ...rest }: MethodShelfProps) => {
  const { t } = useTranslation('panel');
  const Heading = useOrganizationScope() === null ? 'h2' : 'h3';
  const mayMove = useMay()('update:sign_in_methods');
  const place = dragging?.place?.shelf === shelf ? dragging.place.index : null;
  const others = methods.filter(({ id }) => id !== dragging?.id);
  const line = (id: string): boolean => place !== null && others[place]?.id === id;

  if (methods.length === 0 && !mayMove) return null;
  return (
    <section className={styles.shelf} data-shelf={shelf} aria-label={t(`methods.shelf.${shelf}.name`)}>
      <header className={styles.shelfHead}>
        <Heading>{t(`methods.shelf.${shelf}.name`)}</Heading>
        <p>{t(`methods.shelf.${shelf}.text`)}</p>
      </header>
      <ul className={styles.rows} data-over={place !== null || undefined}>
        {methods.map((method, index) => (
          <MethodRow
            key={method.id}
            method={method}
            shelf={shelf}
            index={index}
            last={index === methods.length - 1}
            dragged={dragging?.id === method.id}
            dropBefore={line(method.id)}
            {...rest}
          />
        ))}
        {methods.length === 0 && <li className={styles.nothing}>{t(`methods.shelf.${shelf}.empty`)}</li>}
        {place !== null && place >= others.length && <li className={styles.dropEnd} aria-hidden="true" />}
      </ul>
    </section>
  );
};
