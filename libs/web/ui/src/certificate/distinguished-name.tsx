import { Fragment } from 'react';

/** A subject or issuer name; may be broken after its commas, stays the same when it is copied. */
export const DistinguishedName = ({ name }: { readonly name: string }) =>
  name.split(/(?<=,)/).map((part, position) => (
    <Fragment key={position}>
      {part}
      <wbr />
    </Fragment>
  ));
