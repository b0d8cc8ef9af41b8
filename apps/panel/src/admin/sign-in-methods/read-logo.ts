/** A file as a data URL. */
export const asDataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });

/** The logo of a method, to copy to another one; undefined, the default icon, if it has none or loading fails. */
export const readLogo = async (logoUrl: string | null): Promise<string | undefined> => {
  if (logoUrl === null) return undefined;
  try {
    const answer = await fetch(logoUrl);
    return answer.ok ? await asDataUrl(await answer.blob()) : undefined;
  } catch {
    return undefined;
  }
};
