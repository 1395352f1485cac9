import 'reflect-metadata';
import { runStandalone } from './standalone.run';

void runStandalone();
