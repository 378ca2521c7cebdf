//go:build !offline

package graph

import (
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// The ways to sign in.
const (
	Secret      = "secret"
	Certificate = "certificate"
	Workload    = "workload"
	Managed     = "managed"
	Device      = "device"
	Browser     = "browser"
	CLI         = "cli"
	Environment = "environment"
)

// CommandLine is Microsoft's own application for command lines, which people sign in to when none
// is named.
//
// Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
const CommandLine = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// SignIn is who asks.
type SignIn struct {
	// Method is one of the ways above.
	Method string
	Tenant string
	// ClientID is the application; for Managed it is the identity, "" the one that the machine has
	// alone; for Device and Browser "" is CommandLine.
	ClientID string
	// Secret belongs to the method of that name.
	Secret string
	// PEM or PKCS #12 with the key, and its password, belong to Certificate.
	Certificate []byte
	Password    string
	// TokenFile belongs to Workload; "" is what AZURE_FEDERATED_TOKEN_FILE says.
	TokenFile string
	// Prompt shows a person where to enter the device code.
	Prompt func(message string)
}

// Credential makes the credential; it does not sign in yet. Base sends.
func (s SignIn) Credential(at fetch.Cloud, base http.RoundTripper) (azcore.TokenCredential, error) {
	options := policy.ClientOptions{
		Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: at.Login + "/"},
		Transport: &http.Client{Transport: base},
	}
	// Only Microsoft's own clouds are known to the service that tells where to sign in.
	own := at.Name == fetch.Custom
	switch s.Method {
	case Secret:
		return azidentity.NewClientSecretCredential(s.Tenant, s.ClientID, s.Secret, &azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
	case Certificate:
		return s.certificate(options, own)
	case Workload:
		return azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: own, TenantID: s.Tenant, ClientID: s.ClientID, TokenFilePath: s.TokenFile})
	case Managed:
		return s.managed(options)
	case Device:
		return azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: own, TenantID: s.Tenant, ClientID: orElse(s.ClientID, CommandLine), UserPrompt: s.prompt})
	case Browser:
		return azidentity.NewInteractiveBrowserCredential(&azidentity.InteractiveBrowserCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: own, TenantID: s.Tenant, ClientID: orElse(s.ClientID, CommandLine)})
	case CLI:
		return azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: s.Tenant})
	case Environment:
		return azidentity.NewEnvironmentCredential(&azidentity.EnvironmentCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own})
	}
	return nil, fmt.Errorf("signing in: unknown way %q", s.Method)
}

func (s SignIn) certificate(options policy.ClientOptions, own bool) (azcore.TokenCredential, error) {
	certificates, key, err := s.keyPair()
	if err != nil {
		return nil, fmt.Errorf("reading the certificate to sign in with: %w: expected PEM or PFX with its private key, and the right password", err)
	}
	return azidentity.NewClientCertificateCredential(s.Tenant, s.ClientID, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: own, SendCertificateChain: true})
}

// keyPair reads the certificate, those above it and its key. The identity library understands PEM, and
// of PFX files only those protected with TripleDES and SHA-1; openssl and Windows write newer ones.
func (s SignIn) keyPair() ([]*x509.Certificate, crypto.PrivateKey, error) {
	if block, _ := pem.Decode(s.Certificate); block != nil {
		return azidentity.ParseCertificates(s.Certificate, []byte(s.Password))
	}
	key, own, above, err := pkcs12.DecodeChain(s.Certificate, s.Password)
	return append([]*x509.Certificate{own}, above...), key, err
}

func (s SignIn) managed(options policy.ClientOptions) (azcore.TokenCredential, error) {
	// The identity endpoint is on this machine: it has no authority of ours and no proxy.
	o := &azidentity.ManagedIdentityCredentialOptions{ClientOptions: policy.ClientOptions{Cloud: options.Cloud}}
	if s.ClientID != "" {
		o.ID = azidentity.ClientID(s.ClientID)
	}
	return azidentity.NewManagedIdentityCredential(o)
}

func (s SignIn) prompt(_ context.Context, m azidentity.DeviceCodeMessage) error {
	if s.Prompt == nil {
		return errors.New("signing in with a device code: nobody is there to enter it")
	}
	s.Prompt(line(m.Message))
	return nil
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
