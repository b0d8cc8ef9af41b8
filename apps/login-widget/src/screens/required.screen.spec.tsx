import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareScreens } from '../attempt-screens';
import { certificate, createView, person } from '../../testing/fixtures';
import { renderApp } from '../../testing/render-app';

