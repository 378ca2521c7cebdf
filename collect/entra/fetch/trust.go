package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
)

// isTrust tells errors of certificates, which do not go away.
func isTrust(err error) bool {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var verification *tls.CertificateVerificationError
	return errors.As(err, &unknown) || errors.As(err, &invalid) || errors.As(err, &host) || errors.As(err, &verification)
}
