import { Button } from '@mantine/core';
import { classNames } from '@postern/ui';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { IconUpload } from '../../../components/icons';
import styles from '../../certificates/certificates.module.css';
import type { ChosenFile } from './certificate-values';
import own from './certificates.module.css';

export interface DropZoneProps {
  /** Of the button; `label` says which field it belongs to. */
  readonly choose: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly onFile: (file: ChosenFile) => void;
  /** What stands above the button: a text area, or the file that was chosen. */
  readonly children?: ReactNode;
}

const read = async (file: File | undefined): Promise<ChosenFile | null> =>
  file ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null;

/** A place where one file can be dropped, or chosen with a button. */
export const DropZone = ({ choose, label, hint, accept, onFile, children }: DropZoneProps) => {
  const picker = useId();
  const [over, setOver] = useState(false);
  const take = async (files: FileList | null): Promise<void> => {
    const file = await read(files?.[0]);
    if (file) onFile(file);
  };

  return (
    <div
      className={classNames(styles.drop, own.zone, over && styles.over)}
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
          onChange={({ currentTarget }) => {
            void take(currentTarget.files).then(() => (currentTarget.value = ''));
          }}
        />
      </div>
    </div>
  );
};
