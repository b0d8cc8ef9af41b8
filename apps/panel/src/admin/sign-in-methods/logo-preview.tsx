import { useEffect, useRef } from 'react';

const side = 64;

/** Draws a chosen image on a canvas: the content security policy forbids images from data URLs. */
export const LogoPreview = ({ dataUrl }: { readonly dataUrl: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let current = true;
    const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (char) => char.charCodeAt(0));
    const draw = async (): Promise<void> => {
      const picture = await createImageBitmap(new Blob([bytes]));
      const context = canvas.current?.getContext('2d');
      if (!current || !context) return;
      const scale = Math.min(side / picture.width, side / picture.height);
      const [width, height] = [picture.width * scale, picture.height * scale];
      context.clearRect(0, 0, side, side);
      context.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
    };
    // A file that is not an image stays blank here; the server reports the error.
    draw().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [dataUrl]);

  return <canvas ref={canvas} width={side} height={side} aria-hidden="true" />;
};
