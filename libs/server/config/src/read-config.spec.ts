import { IsBoolean, IsInt, IsString, Min } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { readConfig, Required } from './read-config.js';

class ExampleConfig {
  @Required()
  @IsString({ message: 'must be set' })
  NAME!: string;

  @IsInt()
  @Min(0)
  LIMIT = 10;

  @IsBoolean()
  SWITCH = false;
}

describe('reading the configuration', () => {
  it('reads numbers and switches by the type of their default', () => {
    const config = readConfig(ExampleConfig, { NAME: 'x', LIMIT: '3', SWITCH: 'true' });

    expect({ ...config }).toEqual({ NAME: 'x', LIMIT: 3, SWITCH: true });
  });

  it('names every variable that is missing or wrong', () => {
    const read = () => readConfig(ExampleConfig, { LIMIT: 'many', SWITCH: 'perhaps' });

    expect(read).toThrow(/NAME: must be set[^]*LIMIT: [^]*SWITCH: /);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig(ExampleConfig, { NAME: 'x', LIMIT: '' }).LIMIT).toBe(10);
  });
});
