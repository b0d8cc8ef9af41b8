import { Button, createTheme, Drawer, Input, Menu, Modal, Tooltip } from '@mantine/core';

/** Everything that CSS variables cannot say; see theme.css for the rest. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Locking the scroll bar would insert a <style> element; theme.css does it.
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, position: 'right', size: 480 } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, size: 440 } }),
    Menu: Menu.extend({ defaultProps: { position: 'bottom-end', shadow: 'md', withinPortal: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
});
