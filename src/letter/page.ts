/** A sheet of A4 and its margins in mm, as paperwork here has them. */
export const page = { width: 210, height: 297, left: 30, right: 10, top: 20, bottom: 20 } as const;

/** Room for the sender's letterhead on the first page, in mm below the upper margin. */
export const letterheadHeight = 35;
