// The library requires this import first.
import 'reflect-metadata';

export * from '@peculiar/x509';
