import { Button } from '@mantine/core';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUpload } from '../../components/icons';
import styles from './certificates.module.css';

export interface DropZoneProps {
  /** Of the button; `label` says which field it belongs to. */
  readonly choose: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly multiple?: boolean;
  /** Never without a file. */
  readonly onFiles: (files: readonly [File, ...File[]]) => Promise<void>;
  /** What stands above the button: a text area, or the file that was chosen. */
  readonly children?: ReactNode;
}

/** A place where files can be dropped, or chosen with a button. */
export const DropZone = ({ choose, label, hint, accept, multiple, onFiles, children }: DropZoneProps) => {
  const picker = useId();
  const [over, setOver] = useState(false);
  const take = async (list: FileList | null): Promise<void> => {
    const [first, ...others] = list ?? [];
    if (first) await onFiles([first, ...others]);
  };

  return (
    <div
      className={classNames(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files);
      }}
    >
      {children}
      <div className={styles.pick}>
        <span>{hint}</span>
        <Button
          component="label"
          htmlFor={picker}
          variant="default"
          size="xs"
          leftSection={<IconUpload size={14} stroke={1.8} aria-hidden />}
        >
          {choose}
        </Button>
        <input
          id={picker}
          className="visually-hidden"
          type="file"
          aria-label={label}
          accept={accept}
          multiple={multiple}
          onChange={({ currentTarget }) => {
            void take(currentTarget.files).then(() => (currentTarget.value = ''));
          }}
        />
      </div>
    </div>
  );
};
