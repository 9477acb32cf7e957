/** What the operator sees and does: the ports behind the management port, and what they answer. */
package io.rialto.contract.office;
