import { expect, it } from "vitest";
import { isAliasDomain, isDisposableDomain, isEducational, isFreeProvider, isGovernment } from "./email-domain.ts";

it.each(["mailinator.com", "guerrillamail.com", "mail.mailinator.com"])(
  "%s is disposable, and no free provider",
  (domain) => expect([isDisposableDomain(domain), isFreeProvider(domain)]).toEqual([true, false]),
);

it.each(["gmail.com", "gmx.de", "tuta.com", "mailbox.org", "posteo.de"])("%s is a free provider", (domain) =>
  expect([isDisposableDomain(domain), isFreeProvider(domain), isAliasDomain(domain)]).toEqual([false, true, false]),
);

it.each(["duck.com", "privaterelay.appleid.com", "mozmail.com", "anna.anonaddy.com", "passmail.net"])(
  "%s passes mail on and is not disposable",
  (domain) => expect([isAliasDomain(domain), isDisposableDomain(domain)]).toEqual([true, false]),
);

it.each(["mit.edu", "cs.ox.ac.uk", "school.sch.uk", "unam.edu.mx"])("%s is educational", (domain) =>
  expect(isEducational(domain)).toBe(true),
);
it.each(["tum.de", "ac.com", "example.com"])("whether %s is educational is not known", (domain) =>
  expect(isEducational(domain)).toBeNull(),
);

it.each([
  "irs.gov",
  "army.mil",
  "service.gov.uk",
  "interieur.gouv.fr",
  "meti.go.jp",
  "bmi.gv.at",
  "sat.gob.mx",
  "ec.europa.eu",
])("%s is a government", (domain) => expect(isGovernment(domain)).toBe(true));
it.each(["govexec.com", "go.com", "example.com", "government.example"])(
  "whether %s is a government is not known",
  (domain) => expect(isGovernment(domain)).toBeNull(),
);
