import type { Source } from '../conversion.ts';
import type { EncodedPicture } from '../ocr/picture-pdf.ts';
import { checkSize, damaged } from './check-size.ts';

const endOfImage = Buffer.from([0xff, 0xd9]);
const startOfScan = 0xda;
/** Start of frame, of every kind (ITU-T T.81, table B.1): C0 to CF without the tables that stand among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** A JPEG stays as it is: the PDF engine unpacks it. Only its frame is looked at. Throws `RejectedSource`. */
export const readJpeg = ({ bytes, fileName }: Source): EncodedPicture => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Pick<EncodedPicture, 'width' | 'height' | 'components'> | undefined;
  for (let at = 2; at + 4 <= buffer.length; ) {
    const marker = buffer[at + 1] ?? 0;
    if (buffer[at] !== 0xff) throw damaged(fileName, 'a marker is missing');
    if (marker === startOfScan) {
      if (!frame || buffer.lastIndexOf(endOfImage) < at) break;
      return { ...frame, filter: 'DCTDecode', bytes };
    }
    if (isFrame(marker) && at + 10 <= buffer.length) {
      frame = {
        height: buffer.readUInt16BE(at + 5),
        width: buffer.readUInt16BE(at + 7),
        components: buffer[at + 9] ?? 0,
      };
      checkSize(fileName, frame.width, frame.height);
    }
    // A marker may be filled up with bytes of FF in front.
    at += marker === 0xff ? 1 : 2 + buffer.readUInt16BE(at + 2);
  }
  throw damaged(fileName, 'it has no end');
};
