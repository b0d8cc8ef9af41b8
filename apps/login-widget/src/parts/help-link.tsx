/** Opens the import guide beside the sign-in, which stays as it is. */
export const HelpLink = ({ label }: { readonly label: string }) => (
  <a href="/sign-in/help" target="_blank" rel="noopener">
    {label}
  </a>
);
