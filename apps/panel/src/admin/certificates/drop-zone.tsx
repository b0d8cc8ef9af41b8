import { Button } from '@mantine/core';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUpload } from '../../components/icons';
import styles from './certificates.module.css';

export interface DropZoneProps {
  /** Text of the button; `label` says which field it belongs to. */
  readonly choose: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly multiple?: boolean;
  /** Never called without a file. */
  readonly onFiles: (files: readonly [File, ...File[]]) => Promise<void>;
  /** Content above the button: a text area, or the chosen file. */
  readonly children?: ReactNode;
}

/** An area to drop files on, with a button to choose them. */
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
