import { Fragment } from 'react';

/** A subject or issuer name; wraps after commas and is copied unchanged. */
export const DistinguishedName = ({ name }: { readonly name: string }) =>
  name.split(/(?<=,)/).map((part, position) => (
    <Fragment key={position}>
      {part}
      <wbr />
    </Fragment>
  ));
