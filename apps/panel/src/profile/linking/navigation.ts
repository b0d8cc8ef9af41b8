/** Leaves the panel; a separate module, so that tests can mock it. */
export const leaveFor = (address: string): void => location.assign(address);
