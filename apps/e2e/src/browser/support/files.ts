import type { Locator } from 'playwright-core';

export interface TestFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const bytesOf = ({ content }: TestFile): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : content);

/** Drags files from outside onto a place, and lets go of them there. */
export const dropFiles = async (place: Locator, ...files: readonly TestFile[]): Promise<void> => {
  const parts = files.map((file) => ({ name: file.name, bytes: [...bytesOf(file)] }));
  // As text, because these files have only Node's types.
  const dataTransfer = await place.page().evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of ${JSON.stringify(parts)}) transfer.items.add(new File([Uint8Array.from(bytes)], name));
    return transfer;
  })()`);
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.dispatchEvent('drop', { dataTransfer });
};

/** Chooses a file as the dialog of the browser does. */
export const chooseFile = (place: Locator, file: TestFile): Promise<void> =>
  place.setInputFiles({
    name: file.name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytesOf(file)),
  });
