import * as z from 'zod';
import { usageSchema } from './usage.ts';

/** Clockwise degrees by which the picture of a page was turned from upright. */
export const rotationSchema = z.literal([0, 90, 180, 270]);
export type Rotation = z.infer<typeof rotationSchema>;

/** A word with its place, in pixels of the picture after it was turned upright. */
export const pageWordSchema = z.strictObject({
  text: z.string(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  /** How sure the engine is, 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type PageWord = z.infer<typeof pageWordSchema>;

/** What OCR made of the picture of one page. Engines give words with their places, models give Markdown. */
export const pageReadingSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('words'),
    rotation: rotationSchema,
    words: z.array(pageWordSchema),
    usage: usageSchema,
  }),
  z.strictObject({ status: z.literal('markdown'), markdown: z.string(), usage: usageSchema }),
  /** The page cannot be read by this reader, and asking again would not help. */
  z.strictObject({
    status: z.literal('failed'),
    reason: z.enum(['illegible', 'timeout', 'reader-failed']),
    /** What happened, as the end of a sentence that begins with the page. */
    detail: z.string(),
    usage: usageSchema,
  }),
]);
export type PageReading = z.infer<typeof pageReadingSchema>;
