/** Opens the import guide in a new tab; the sign-in stays open. */
export const HelpLink = ({ label }: { readonly label: string }) => (
  <a href="/sign-in/help" target="_blank" rel="noopener">
    {label}
  </a>
);
