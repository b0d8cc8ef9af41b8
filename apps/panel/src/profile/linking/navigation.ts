/** Leaves the panel; apart, so that tests can stay. */
export const leaveFor = (address: string): void => location.assign(address);
