import type { PlanTemplate } from './template.ts';

export const calculatorApi: PlanTemplate = {
  name: 'calculator-api',
  title: 'Calculator API',
  goal: 'An HTTP service that does arithmetic on decimal numbers and answers with the result or a clear error.',
  functional: [
    {
      text: 'Design the endpoint POST /calculate with its request, response and problem documents',
      details: ['operations add, subtract, multiply and divide', 'operands are decimal strings'],
    },
    {
      text: 'Do the arithmetic on decimals without rounding errors of binary fractions',
      details: [],
    },
    {
      text: 'Refuse bad input with a sentence that says what is wrong',
      details: ['division by zero', 'an unknown operation', 'an operand that is not a number'],
    },
    { text: 'Cover every operation and every refusal with tests', details: [] },
    { text: 'Document how to start and call the service in the README', details: [] },
  ],
  nonFunctional: ['A request is answered within 50 ms on a laptop', 'The service keeps no state'],
  successCriteria: [
    '0.1 + 0.2 answers 0.3',
    'Division by zero answers 422 and the service goes on',
  ],
  risks: ['Decimal arithmetic needs a library or care that binary fractions do not'],
};
