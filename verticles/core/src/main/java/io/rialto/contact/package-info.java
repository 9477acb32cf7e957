/** What accounts are to each other: contacts, blocks. */
package io.rialto.contact;
