import { Button, createTheme, Drawer, Input, Menu, Modal, Switch, Tooltip } from '@mantine/core';

const dim = { backgroundOpacity: 0.32 };

/** Everything that CSS variables cannot express; see theme.css for the rest. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Locking the scroll bar would insert a <style> element; theme.css does it.
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, position: 'right', size: 480, overlayProps: dim } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, size: 440, overlayProps: dim } }),
    ModalRoot: Modal.Root.extend({ defaultProps: { lockScroll: false, centered: true, size: 440 } }),
    Menu: Menu.extend({
      defaultProps: { position: 'bottom-end', shadow: 'md', withinPortal: false, withInitialFocusPlaceholder: false },
    }),
    ModalOverlay: Modal.Overlay.extend({ defaultProps: dim }),
    // The titles of drawers are not banners of the page.
    DrawerHeader: Drawer.Header.extend({ defaultProps: { role: 'presentation' } }),
    ModalHeader: Modal.Header.extend({ defaultProps: { role: 'presentation' } }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
});
